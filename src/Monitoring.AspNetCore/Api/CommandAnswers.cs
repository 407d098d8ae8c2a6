using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Monitoring.Access;
using Monitoring.Commands;

namespace Monitoring.AspNetCore.Api;

/// <summary>Turns results of commands and queries into answers.</summary>
internal static class CommandAnswers
{
    /// <summary>The answer of a call that was done: 200 with the value.</summary>
    public static ApiAnswer ToAnswer<T, TDto>(this CommandResult<T> result, ApiCall call, Func<T, TDto> shape, JsonTypeInfo<TDto> json)
        where T : class =>
        result.Refusal(call) ?? ApiAnswer.Ok(shape(result.Value!), json, result.Version);

    /// <summary>Why a call was not done, or <see langword="null"/> when it was.</summary>
    public static ApiAnswer? Refusal<T>(this CommandResult<T> result, ApiCall call)
        where T : class
    {
        var status = result.Outcome switch
        {
            CommandOutcome.Done => 0,
            CommandOutcome.Refused => StatusCodes.Status403Forbidden,
            CommandOutcome.NotFound => StatusCodes.Status404NotFound,
            CommandOutcome.Conflict when call.ExpectedVersion is { } expected && expected != result.Version => StatusCodes.Status412PreconditionFailed,
            CommandOutcome.Conflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        };
        if (status == 0)
        {
            return null;
        }

        // The words for a project that is not there, so that an outsider does not learn which projects are.
        if (result.Access?.Kind == AccessDecisionKind.NotFound && call.NamedProject is { } project)
        {
            return Problem.NoProject(project);
        }

        var problem = Problem.Create(status, result.Reason ?? "The call was not done.");
        return result.Outcome == CommandOutcome.Conflict && result.Version > 0 ? problem with { ETag = EntityTag.Of(result.Version) } : problem;
    }
}
