using Monitoring.Access;
using Monitoring.Commands;

namespace Monitoring.ErrorTracking.Backends;

/// <summary>Makes <see cref="BackendResult{T}"/>s.</summary>
internal static class BackendResults
{
    public static BackendResult<T> Done<T>(T value)
        where T : class => new() { Outcome = BackendOutcome.Done, Value = value };

    public static BackendResult<T> Failed<T>(BackendOutcome outcome, string reason, TimeSpan? retryAfter = null)
        where T : class => new() { Outcome = outcome, Reason = reason, RetryAfter = retryAfter };

    public static BackendResult<T> Refused<T>(AccessDecision decision)
        where T : class => new()
        {
            Outcome = decision.Kind == AccessDecisionKind.NotFound ? BackendOutcome.NotFound : BackendOutcome.Refused,
            Reason = decision.Reason,
            Access = decision,
        };

    /// <summary>The result of a command of this product, with its value in another shape.</summary>
    public static BackendResult<T> Of<TFrom, T>(CommandResult<TFrom> result, Func<TFrom, T> shape)
        where TFrom : class
        where T : class => result.Outcome == CommandOutcome.Done ? Done(shape(result.Value!)) : new()
        {
            Outcome = result.Outcome switch
            {
                CommandOutcome.Refused => BackendOutcome.Refused,
                CommandOutcome.NotFound => BackendOutcome.NotFound,
                CommandOutcome.Conflict => BackendOutcome.Conflict,
                _ => BackendOutcome.Invalid,
            },
            Reason = result.Reason,
            Access = result.Access,
        };

    /// <summary>A failure as the result of another call.</summary>
    public static BackendResult<T> As<TFrom, T>(this BackendResult<TFrom> failed)
        where TFrom : class
        where T : class => new() { Outcome = failed.Outcome, Reason = failed.Reason, Access = failed.Access, RetryAfter = failed.RetryAfter };
}
