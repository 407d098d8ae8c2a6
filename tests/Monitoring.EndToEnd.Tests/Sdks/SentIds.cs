namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>The ids of the two events that a client sends: the exception with its causes, and the message.</summary>
internal sealed record SentIds(string Exception, string Message);
