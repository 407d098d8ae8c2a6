using Microsoft.AspNetCore.Http;
using Monitoring.Access;
using Monitoring.AspNetCore.Api;
using Monitoring.Commands;

namespace Monitoring.AspNetCore.GitLabApi;

/// <summary>Makes answers in the form of GitLab's API: refusals are <c>{"message":"404 Project Not Found"}</c>, and <c>{"error":"..."}</c> for parameters.</summary>
internal static class GitLabAnswer
{
    public static ApiAnswer NoProject { get; } = Message(StatusCodes.Status404NotFound, "404 Project Not Found");

    public static ApiAnswer Message(int status, string message) => new()
    {
        Status = status,
        ContentType = ApiAnswer.Json,
        Body = ApiAnswer.Write(new GitLabMessageDocument { Message = message }, GitLabJson.Default.GitLabMessageDocument),
    };

    /// <summary>A parameter is missing or wrong.</summary>
    public static ApiAnswer Error(int status, string error) => new()
    {
        Status = status,
        ContentType = ApiAnswer.Json,
        Body = ApiAnswer.Write(new GitLabErrorDocument { Error = error }, GitLabJson.Default.GitLabErrorDocument),
    };

    public static ApiAnswer Conflict(string? reason) => Message(StatusCodes.Status409Conflict, $"409 Conflict - {reason}");

    /// <summary>Why a command was not done.</summary>
    public static ApiAnswer Refusal<T>(CommandResult<T> result)
        where T : class => result.Outcome switch
        {
            CommandOutcome.Refused => Message(StatusCodes.Status403Forbidden, "403 Forbidden"),
            CommandOutcome.NotFound when result.Access?.Kind == AccessDecisionKind.NotFound => NoProject,
            CommandOutcome.NotFound => Message(StatusCodes.Status404NotFound, "404 Not Found"),
            CommandOutcome.Conflict => Conflict(result.Reason),
            _ => Error(StatusCodes.Status400BadRequest, result.Reason ?? "the call was not done"),
        };
}
