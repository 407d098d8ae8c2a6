using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Testing.Models;

/// <summary>A call of the error store that the model explains. The subtypes are all there are.</summary>
internal abstract record ErrorCommand
{
    private ErrorCommand()
    {
    }

    public sealed record Append(ImmutableArray<GroupedEvent> Events) : ErrorCommand;

    public sealed record Update(IssueUpdate Change) : ErrorCommand;

    public sealed record Retain(RetentionRule Rule) : ErrorCommand;

    public sealed record Search(IssueQuery Query) : ErrorCommand;

    /// <summary>Trims so many of the transitions that are there.</summary>
    public sealed record Trim(int Count) : ErrorCommand;
}
