using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.GitLabApi;

/// <summary>The way of a call of GitLab's API.</summary>
internal static class GitLabPipeline
{
    private const int MaxBodyBytes = 64 * 1024;

    private static readonly CallForm Form = new() { LogName = "Monitoring.AspNetCore.GitLabApi", SignIn = "Send an access token of this host.", Write = Write };

    public static Task InvokeAsync(HttpContext context, ApiHandler handler)
    {
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        return CallRunner.RunAsync(context, Form, isRead ? 0 : MaxBodyBytes, handler);
    }

    /// <summary>GitLab says no more than the status, but for what the caller can mend.</summary>
    private static ApiAnswer Write(CallFault fault) => fault.Kind switch
    {
        CallFaultKind.BadRequest or CallFaultKind.Cursor => GitLabAnswer.Error(fault.Status, fault.Detail),
        CallFaultKind.Damaged => GitLabAnswer.Conflict(fault.Detail),
        _ => GitLabAnswer.Message(fault.Status, $"{fault.Status} {ReasonPhrases.GetReasonPhrase(fault.Status)}"),
    };
}
