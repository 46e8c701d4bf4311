package lang

var enRemote = Remote{}
