using System.Text.Json.Serialization.Metadata;
using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.SentryApi;

/// <summary>Reads the body of a call, and answers in Sentry's form when it cannot be read.</summary>
internal static class SentryBody
{
    public static bool TryRead<T>(ApiCall call, JsonTypeInfo<T> json, out T value, out ApiAnswer? problem)
        where T : class
    {
        var isRead = call.TryRead(json, out value, out var status, out var fault);
        problem = isRead ? null : SentryAnswer.Error(status, fault);
        return isRead;
    }
}
