namespace Monitoring.Testing;

/// <summary>How much a suite repeats: little by default, a lot with <c>MONITORING_LONG=1</c> in the environment.</summary>
internal static class Scale
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("MONITORING_LONG") == "1";

    public static int Count(int quick, int thorough) => IsLong ? thorough : quick;
}
