namespace Monitoring.ErrorTracking.AlertRules;

/// <summary>What people say of an alert rule.</summary>
public sealed record AlertRuleSettings
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxName = 128;

    /// <summary>The shortest cooldown.</summary>
    public static readonly TimeSpan ShortestCooldown = TimeSpan.FromMinutes(5);

    /// <summary>The longest cooldown.</summary>
    public static readonly TimeSpan LongestCooldown = TimeSpan.FromDays(30);

    /// <summary>What people call it, 1 to <see cref="MaxName"/> characters.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is looked after. What it has fired for ends when it is switched off.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>How bad it is.</summary>
    public Severity Severity { get; init; } = Severity.Medium;

    /// <summary>What it waits for.</summary>
    public required AlertTrigger Trigger { get; init; }

    /// <summary>What it is about.</summary>
    public AlertConditions Conditions { get; init; } = new();

    /// <summary>
    /// How long it does not fire again about the same thing, from a firing on: <see cref="ShortestCooldown"/> to <see cref="LongestCooldown"/>. Somebody who ignored
    /// the issue is told at once when it wakes.
    /// </summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// At what number a firing ends, on the good side of the bound; <see langword="null"/> for four fifths of a count, four fifths of a change in percent, and for a
    /// crash-free rate the bound itself.
    /// </summary>
    public double? EndsAt { get; init; }
}
