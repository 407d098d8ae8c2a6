using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>An event that filters are asked about.</summary>
internal sealed class FilterSubject(ErrorEvent errorEvent, string? address)
{
    private const string UserAgentHeader = "User-Agent";

    /// <summary>Enough for all patterns that are sensible, and less than a tenth of a second for those that are not. Plain comparisons cost nothing of it.</summary>
    private const int Steps = 4_000;

    private string? _userAgent;

    public ErrorEvent Event => errorEvent;

    /// <summary>The address that it came from.</summary>
    public string? Address => address;

    /// <summary>What patterns may cost for this event altogether.</summary>
    public RuleBudget Budget { get; } = new(Steps);

    /// <summary>What the browser calls itself; empty when nothing is known.</summary>
    public string UserAgent => _userAgent ??= Find();

    private string Find()
    {
        foreach (var header in errorEvent.Request?.Headers ?? [])
        {
            if (header.Name.Equals(UserAgentHeader, StringComparison.OrdinalIgnoreCase))
            {
                return header.Value;
            }
        }

        return "";
    }
}
