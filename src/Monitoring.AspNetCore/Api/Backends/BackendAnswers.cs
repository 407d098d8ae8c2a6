using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Monitoring.Access;
using Monitoring.ErrorTracking.Backends;

namespace Monitoring.AspNetCore.Api.Backends;

/// <summary>Turns results of back ends into answers: what a Sentry server is to blame for is 502, 503 or 504.</summary>
internal static class BackendAnswers
{
    public static ApiAnswer ToAnswer<T, TDto>(this BackendResult<T> result, ApiCall call, Func<T, TDto> shape, JsonTypeInfo<TDto> json)
        where T : class
    {
        var status = result.Outcome switch
        {
            BackendOutcome.Done => StatusCodes.Status200OK,
            BackendOutcome.Refused => StatusCodes.Status403Forbidden,
            BackendOutcome.NotFound => StatusCodes.Status404NotFound,
            BackendOutcome.Invalid => StatusCodes.Status400BadRequest,
            BackendOutcome.Conflict => StatusCodes.Status409Conflict,
            BackendOutcome.RateLimited or BackendOutcome.Unavailable => StatusCodes.Status503ServiceUnavailable,
            BackendOutcome.TimedOut => StatusCodes.Status504GatewayTimeout,
            _ => StatusCodes.Status502BadGateway,
        };
        return status == StatusCodes.Status200OK ? ApiAnswer.Ok(shape(result.Value!), json)
            : result.Access?.Kind == AccessDecisionKind.NotFound && call.NamedProject is { } project ? Problem.NoProject(project)
            : Problem.Create(status, result.Reason ?? "The call was not done.") with { RetryAfter = result.RetryAfter };
    }
}
