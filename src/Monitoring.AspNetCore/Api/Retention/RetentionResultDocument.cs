using System.ComponentModel;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Retention;

[Description("What went.")]
internal sealed record RetentionResultDocument
{
    public required long Events { get; init; }

    public required long Issues { get; init; }

    public static RetentionResultDocument Of(RetentionResult result) => new() { Events = result.Events, Issues = result.Issues };
}
