using Monitoring.Access;

namespace Monitoring.Commands;

/// <summary>Makes <see cref="CommandResult{T}"/>s.</summary>
public static class CommandResults
{
    /// <summary>The command was done.</summary>
    public static CommandResult<T> Done<T>(T value, long version = 0)
        where T : class => new() { Outcome = CommandOutcome.Done, Value = value, Version = version };

    /// <summary>The actor may not; a project that must not be known counts as not found.</summary>
    public static CommandResult<T> Refused<T>(AccessDecision decision)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(decision);
        return new()
        {
            Outcome = decision.Kind == AccessDecisionKind.NotFound ? CommandOutcome.NotFound : CommandOutcome.Refused,
            Reason = decision.Reason,
            Access = decision,
        };
    }

    /// <summary>What the command is about is not there.</summary>
    public static CommandResult<T> NotFound<T>(string reason)
        where T : class => new() { Outcome = CommandOutcome.NotFound, Reason = reason };

    /// <summary>What the command is about was changed meanwhile, or its name is taken.</summary>
    public static CommandResult<T> Conflict<T>(string reason, T? current = null, long version = 0)
        where T : class => new() { Outcome = CommandOutcome.Conflict, Reason = reason, Value = current, Version = version };

    /// <summary>Something in the command is not as it must be.</summary>
    public static CommandResult<T> Invalid<T>(string reason)
        where T : class => new() { Outcome = CommandOutcome.Invalid, Reason = reason };

    /// <summary>The command was not done for the reason that another one was not done.</summary>
    /// <typeparam name="TFailed">What the other one would have given.</typeparam>
    /// <typeparam name="T">What the command gives.</typeparam>
    public static CommandResult<T> Fail<TFailed, T>(this CommandResult<TFailed> failed)
        where TFailed : class
        where T : class
    {
        ArgumentNullException.ThrowIfNull(failed);
        return new() { Outcome = failed.Outcome, Reason = failed.Reason, Access = failed.Access };
    }
}
