namespace Monitoring.ErrorTracking.Monitors.Judging;

/// <summary>Counts results in a row, and opens and closes incidents by the thresholds.</summary>
internal static class Streaks
{
    public static Step Count(Step step, CheckIn result, MonitorPlan plan, DateTimeOffset now, Func<EntityId> newId) =>
        result.Status == CheckInStatus.Ok ? Good(step, result, plan) : Failed(step, result, plan, now, newId);

    private static Step Good(Step step, CheckIn result, MonitorPlan plan)
    {
        var state = step.State with { ConsecutiveSuccesses = step.State.ConsecutiveSuccesses + 1, ConsecutiveFailures = 0 };
        if (state.Incident is not { } incident || state.ConsecutiveSuccesses < plan.Settings.RecoveryThreshold)
        {
            return step with { State = state };
        }

        var change = new Change { IsFailure = false, Incident = incident, CheckIn = result, Streak = state.ConsecutiveSuccesses };
        return step with { State = state with { Incident = null }, Changes = step.Changes.Add(change) };
    }

    private static Step Failed(Step step, CheckIn result, MonitorPlan plan, DateTimeOffset now, Func<EntityId> newId)
    {
        var state = step.State with { ConsecutiveFailures = step.State.ConsecutiveFailures + 1, ConsecutiveSuccesses = 0 };
        if (state.Incident is not null || plan.IsMuted || state.ConsecutiveFailures < plan.Settings.FailureThreshold)
        {
            return step with { State = state };
        }

        var incident = new MonitorIncident { Id = newId(), OpenedAt = now };
        var change = new Change { IsFailure = true, Incident = incident, CheckIn = result, Streak = state.ConsecutiveFailures };
        return step with { State = state with { Incident = incident }, Changes = step.Changes.Add(change) };
    }
}
