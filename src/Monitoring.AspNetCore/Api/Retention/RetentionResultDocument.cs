using System.ComponentModel;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Retention;

[Description("What went.")]
internal sealed record RetentionResultDocument
{
    public required long Events { get; init; }

    public required long Issues { get; init; }

    [Description("How many payloads of events that stay.")]
    public required long Payloads { get; init; }

    [Description("How many bytes these had, before the store packed them.")]
    public required long PayloadBytes { get; init; }

    public static RetentionResultDocument Of(RetentionResult result) =>
        new() { Events = result.Events, Issues = result.Issues, Payloads = result.Payloads, PayloadBytes = result.PayloadBytes };
}
