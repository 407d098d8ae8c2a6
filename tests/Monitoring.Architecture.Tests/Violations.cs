namespace Monitoring.Architecture.Tests;

/// <summary>An assertion that shows every violation in full.</summary>
internal static class Violations
{
    public static void AssertNone(IEnumerable<string> violations)
    {
        var found = violations.ToArray();

        Assert.True(found.Length == 0, string.Join(Environment.NewLine, found));
    }
}
