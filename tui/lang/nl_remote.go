package lang

var nlRemote = Remote{}
