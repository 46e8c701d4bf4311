package lang

var frAccess = Access{}
