namespace Monitoring.Testing.Models;

/// <summary>What a random commit expects of a document.</summary>
internal enum Expectation
{
    Anything,
    Current,
    Absent,
    Stale,
}
