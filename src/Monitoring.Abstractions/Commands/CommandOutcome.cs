namespace Monitoring.Commands;

/// <summary>The outcomes of a command.</summary>
public enum CommandOutcome
{
    /// <summary>It was done and is durable.</summary>
    Done,

    /// <summary>The actor may not.</summary>
    Refused,

    /// <summary>What it is about is not there.</summary>
    NotFound,

    /// <summary>What it is about was changed meanwhile, or its name is taken.</summary>
    Conflict,

    /// <summary>Something in the command is not as it must be.</summary>
    Invalid,
}
