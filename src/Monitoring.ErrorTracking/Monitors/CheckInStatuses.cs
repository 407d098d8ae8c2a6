namespace Monitoring.ErrorTracking.Monitors;

/// <summary>The names of <see cref="CheckInStatus"/>.</summary>
public static class CheckInStatuses
{
    /// <summary>The name on the wire and in answers, such as <c>in_progress</c>.</summary>
    public static string Name(this CheckInStatus status) => status switch
    {
        CheckInStatus.InProgress => "in_progress",
        CheckInStatus.Ok => "ok",
        CheckInStatus.Error => "error",
        CheckInStatus.Missed => "missed",
        CheckInStatus.TimedOut => "timeout",
        CheckInStatus.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such status."),
    };

    /// <summary>Finds a status by its name.</summary>
    public static bool TryParse(string? name, out CheckInStatus status)
    {
        foreach (var candidate in Enum.GetValues<CheckInStatus>())
        {
            if (candidate.Name() == name)
            {
                status = candidate;
                return true;
            }
        }

        status = default;
        return false;
    }
}
