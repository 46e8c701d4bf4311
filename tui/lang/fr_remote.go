package lang

var frRemote = Remote{}
