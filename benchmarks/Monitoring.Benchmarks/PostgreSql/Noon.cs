namespace Monitoring.Benchmarks.PostgreSql;

/// <summary>A clock that begins at noon: in the first hour of a day ids are noted twice, and what is measured would depend on the hour.</summary>
internal sealed class Noon : TimeProvider
{
    private readonly TimeSpan _ahead = TimeSpan.FromHours(12) - System.GetUtcNow().TimeOfDay;

    public static TimeProvider Clock { get; } = new Noon();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}
