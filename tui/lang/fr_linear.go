package lang

var frLinear = Linear{}
