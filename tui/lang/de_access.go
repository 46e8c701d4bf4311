package lang

var deAccess = Access{}
