using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;
using Monitoring.Commands;

namespace Monitoring.AspNetCore.SentryApi;

/// <summary>Makes answers in the form of Sentry's web API, whose refusals are <c>{"detail":"..."}</c>.</summary>
internal static class SentryAnswer
{
    /// <summary>What was asked for is done, or will be in a moment.</summary>
    public static ApiAnswer Accepted { get; } = new() { Status = StatusCodes.Status202Accepted, ContentType = ApiAnswer.Json, Body = "{}"u8.ToArray() };

    public static ApiAnswer Error(int status, string detail) => new()
    {
        Status = status,
        ContentType = ApiAnswer.Json,
        Body = ApiAnswer.Write(new SentryErrorDocument { Detail = detail }, SentryApiJson.Default.SentryErrorDocument),
    };

    public static ApiAnswer NotFound(string detail) => Error(StatusCodes.Status404NotFound, detail);

    /// <summary>Why a command was not done.</summary>
    public static ApiAnswer Refusal<T>(CommandResult<T> result)
        where T : class => Error(
            result.Outcome switch
            {
                CommandOutcome.Refused => StatusCodes.Status403Forbidden,
                CommandOutcome.NotFound => StatusCodes.Status404NotFound,
                CommandOutcome.Conflict => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status400BadRequest,
            },
            result.Reason ?? "The call was not done.");
}
