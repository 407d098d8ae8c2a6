using System.Collections.Frozen;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>The platforms that SDKs report for.</summary>
internal static class Platforms
{
    public const string Other = "other";

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "as3", "c", "cfml", "clojure", "cocoa", "crystal", "csharp", "dart", "delphi", "elixir", "fsharp", "go", "groovy", "haskell", "java", "javascript", "julia",
        "kotlin", "lua", "native", "nim", "node", "objc", "ocaml", "perl", "php", "powershell", "python", "r", "ruby", "rust", "scala", "swift", "visualbasic");

    public static string Normalise(string? platform) => platform is not null && Known.Contains(platform) ? platform : Other;
}
