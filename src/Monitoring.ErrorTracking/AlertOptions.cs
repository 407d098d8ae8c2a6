using System.ComponentModel.DataAnnotations;

namespace Monitoring.ErrorTracking;

/// <summary>The bounds of alert rules on errors.</summary>
public sealed class AlertOptions
{
    /// <summary>How many alert rules a project may have.</summary>
    /// <value>The default value is 100.</value>
    [Range(1, 1_000)]
    public int MaxRules { get; set; } = 100;

    /// <summary>How often a rule fires at most in an hour of the clock; more is held back and counted.</summary>
    /// <value>The default value is 30.</value>
    [Range(1, 100_000)]
    public int MaxFiringsPerRule { get; set; } = 30;

    /// <summary>How often all rules of a project together fire at most in an hour of the clock; more is held back and counted.</summary>
    /// <value>The default value is 200.</value>
    [Range(1, 100_000)]
    public int MaxFiringsPerProject { get; set; } = 200;

    /// <summary>How often issues that had events are set against the rules that count.</summary>
    /// <value>The default value is 1 second.</value>
    [TimeSpanRange("00:00:00.0100000", "00:01:00")]
    public TimeSpan LookInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How often each rule that counts is judged without any event, so that what it fired for ends, what was in its cooldown fires, and what a killed host had not
    /// looked at is found.
    /// </summary>
    /// <value>The default value is 1 minute.</value>
    [TimeSpanRange("00:00:01", "01:00:00")]
    public TimeSpan JudgeInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long it is kept what rules fired for.</summary>
    /// <value>The default value is 90 days.</value>
    [TimeSpanRange("1.00:00:00", "3650.00:00:00")]
    public TimeSpan HistoryRetention { get; set; } = TimeSpan.FromDays(90);
}
