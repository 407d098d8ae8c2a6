using Microsoft.Extensions.Options;

namespace Monitoring.Core;

/// <summary>Settings of the shared runtime, given to <c>services.AddMonitoring(o => ...)</c> and checked when the host starts.</summary>
public sealed class MonitoringOptions
{
    /// <summary>
    /// How long a project, client key or membership that was read may be answered from memory. A change that another
    /// host made is seen after at most this long; a change made through this host is seen at once.
    /// </summary>
    /// <value>By default 5 seconds; from zero, which reads each time, to 5 minutes.</value>
    [TimeRange("00:00:00", "00:05:00")]
    public TimeSpan DirectoryCacheLifetime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>What is taken out of the texts of audit entries and failures before they are stored.</summary>
    public RedactionOptions Redaction { get; } = new();

    /// <summary>How signals are delivered.</summary>
    [ValidateObjectMembers]
    public SignalOptions Signals { get; } = new();

    /// <summary>Where archives of all that the host keeps are written, and how many.</summary>
    [ValidateObjectMembers]
    public ArchiveOptions Archives { get; } = new();

    /// <summary>How timers are fired.</summary>
    [ValidateObjectMembers]
    public TimerOptions Timers { get; } = new();
}
