using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Quotas;
using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Feedback.Intake;

/// <summary>Admits so much feedback of a project a minute. Each host counts for itself.</summary>
internal sealed class FeedbackLimits(IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    private readonly KeyRateLimit _limit = new() { Count = options.Value.Feedback.PerMinute, Window = TimeSpan.FromMinutes(1) };
    private readonly ConcurrentDictionary<ProjectId, RateWindow> _windows = new();
    private readonly long _start = timeProvider.GetTimestamp();

    /// <summary>Whether feedback fits now; if so it counts.</summary>
    public bool TryAdmit(ProjectId project) =>
        _windows.GetOrAdd(project, static (_, limit) => new RateWindow(limit), _limit).TryAdmit(timeProvider.GetElapsedTime(_start), out _);
}
