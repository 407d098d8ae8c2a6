namespace Monitoring.ErrorTracking.Spooling.Segments;

/// <summary>What a disk answers that is full, broken, gone or not for this process.</summary>
internal static class DiskFault
{
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
