package lang

var deRemote = Remote{}
