namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>An exception as the client threw it.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Value">Its message.</param>
/// <param name="Functions">The innermost frames' functions, the throwing one last; all of them belong to the application.</param>
internal sealed record ExpectedException(string Type, string Value, params string[] Functions);
