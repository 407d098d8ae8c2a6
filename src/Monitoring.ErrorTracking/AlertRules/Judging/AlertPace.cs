namespace Monitoring.ErrorTracking.AlertRules.Judging;

/// <summary>The times of a rule.</summary>
internal sealed record AlertPace
{
    private static readonly TimeSpan ShortestCalm = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestCalm = TimeSpan.FromHours(1);

    /// <summary>How long it does not fire again, from a firing on.</summary>
    public required TimeSpan Cooldown { get; init; }

    /// <summary>How long what is observed must stay on the good side until a firing ends.</summary>
    public required TimeSpan Calm { get; init; }

    /// <summary>Calm is a tenth of the window, one minute to one hour. A monitor that recovered has said so.</summary>
    public static AlertPace Of(AlertRuleSettings settings)
    {
        var tenth = settings.Trigger.Window / 10;
        return new AlertPace
        {
            Cooldown = settings.Cooldown,
            Calm = settings.Trigger.Kind == AlertTriggerKind.MonitorFailure ? TimeSpan.Zero
                : tenth < ShortestCalm ? ShortestCalm
                : tenth > LongestCalm ? LongestCalm
                : tenth,
        };
    }
}
