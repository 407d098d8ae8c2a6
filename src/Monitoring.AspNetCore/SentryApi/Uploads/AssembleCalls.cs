using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.SentryApi.Releases;
using Monitoring.ErrorTracking.SourceMaps;

namespace Monitoring.AspNetCore.SentryApi.Uploads;

/// <summary>Has uploaded chunks put together. Senders ask before they upload, too, to hear what is missing.</summary>
internal static class AssembleCalls
{
    private const int MaxDebugFiles = 1000;

    public static async ValueTask<ApiAnswer> AssembleAsync(ApiCall call)
    {
        if (!SentryBody.TryRead(call, SentryUploadJson.Default.SentryAssembly, out var wanted, out var unreadable))
        {
            return unreadable!;
        }

        var (projects, problem) = await ReleaseScope.FindAsync(call, wanted.Projects);
        if (problem is not null)
        {
            return problem;
        }

        var result = await call.Service<ISourceMaps>().AssembleAsync(
            call.Actor,
            new BundleAssembly
            {
                Organization = call.Route("org"),
                Projects = [.. projects.Select(project => project.Id)],
                Checksum = wanted.Checksum ?? "",
                Chunks = wanted.Chunks ?? [],
                Release = Given(wanted.Version) ?? Given(call.Route("version")),
                Distribution = Given(wanted.Dist),
            },
            call.Cancellation);
        return result.Value is { } state ? ApiAnswer.Ok(State(state), SentryUploadJson.Default.SentryAssemblyState) : SentryAnswer.Refusal(result);
    }

    /// <summary>Debug information of native code is not taken; each file is told so, and sentry-cli says it to people.</summary>
    public static async ValueTask<ApiAnswer> AssembleDebugFilesAsync(ApiCall call)
    {
        if (!SentryBody.TryRead(call, SentryUploadJson.Default.DictionaryStringJsonElement, out var files, out var unreadable))
        {
            return unreadable!;
        }

        var (_, problem) = await ReleaseScope.FindAsync(call);
        var refused = new SentryAssemblyState { State = "error", MissingChunks = [], Detail = "Debug information files are not taken by this host; source maps are." };
        return problem ?? (files.Count > MaxDebugFiles
            ? SentryAnswer.Error(StatusCodes.Status400BadRequest, $"At most {MaxDebugFiles} files are looked at at once.")
            : ApiAnswer.Ok(files.ToDictionary(file => file.Key, _ => refused), SentryUploadJson.Default.DictionaryStringSentryAssemblyState));
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static SentryAssemblyState State(BundleAssemblyResult result) => new()
    {
        State = result.IsStored ? "ok" : result.Problem is null ? "not_found" : "error",
        MissingChunks = result.MissingChunks,
        Detail = result.Problem,
    };
}
