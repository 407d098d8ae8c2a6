namespace Monitoring.TestData;

/// <summary>How much a test repeats: little on every push, a lot in <c>eng/test-long</c>, which sets <c>MONITORING_LONG=1</c>.</summary>
public static class Scale
{
    /// <summary>Whether the long tier runs.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("MONITORING_LONG") == "1";

    /// <summary>A count of rounds, cases or iterations.</summary>
    public static int Count(int quick, int thorough) => IsLong ? thorough : quick;

    /// <summary>How long something runs.</summary>
    public static TimeSpan Duration(TimeSpan quick, TimeSpan thorough) => IsLong ? thorough : quick;
}
