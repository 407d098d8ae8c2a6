using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Monitoring.ErrorTracking.Minidumps;

/// <summary>Makes the event of a crash out of its dump's metadata, the fields beside it, and the event that may have come with it.</summary>
internal static class MinidumpEvent
{
    private const int MaxImages = 100;

    /// <summary>Writes the event. What the sender said stands; the dump fills in what it did not say.</summary>
    /// <param name="dump">The metadata of the dump.</param>
    /// <param name="fields">The fields beside it.</param>
    /// <param name="json">The event that came with it; empty when none came.</param>
    /// <returns>The event as UTF-8 JSON; the one that came when it cannot be read here.</returns>
    public static ReadOnlyMemory<byte> Write(Minidump dump, IReadOnlyList<KeyValuePair<string, string>> fields, ReadOnlyMemory<byte> json)
    {
        var given = json.IsEmpty ? [] : FormFields.ReadObject(json.Span);
        if (given is null)
        {
            return json;
        }

        var result = FormFields.ToEvent(fields);
        FormFields.Merge(result, given);
        Fill(result, "platform", "native");
        Fill(result, "level", "fatal");
        if (result["timestamp"] is null && dump.WrittenAt is { } written)
        {
            result["timestamp"] = written.ToUnixTimeSeconds();
        }

        if (!SaysWhat(result))
        {
            result["exception"] = Exception(dump);
        }

        FillContexts(result, dump);
        if (result["debug_meta"] is null && dump.Modules.Length > 0)
        {
            var images = dump.Modules.Take(MaxImages).Select(JsonNode? (name) => new JsonObject { ["type"] = "symbolic", ["code_file"] = name });
            result["debug_meta"] = new JsonObject { ["images"] = new JsonArray([.. images]) };
        }

        return Encoding.UTF8.GetBytes(result.ToJsonString());
    }

    private static bool SaysWhat(JsonObject json) =>
        json["exception"] is JsonArray { Count: > 0 } or JsonObject { Count: > 0 } || json["message"] is not null || json["logentry"] is not null;

    private static JsonObject Exception(Minidump dump)
    {
        var place = dump.CrashModule is null ? dump.Address is null ? "" : "outside of all modules" : $"in {dump.CrashModule}+{dump.CrashOffset}";
        var exception = new JsonObject
        {
            ["type"] = dump.ExceptionName ?? (dump.ExceptionCode is null ? "Minidump" : $"Exception {dump.ExceptionCode}"),
            ["value"] = place.Length == 0 ? "The dump names no exception." : $"Crash {place}",
            ["mechanism"] = new JsonObject { ["type"] = "minidump", ["handled"] = false },
        };
        if (dump.CrashThread is { } thread)
        {
            exception["thread_id"] = thread.ToString(CultureInfo.InvariantCulture);
        }

        return new JsonObject { ["values"] = new JsonArray(exception) };
    }

    private static void FillContexts(JsonObject result, Minidump dump)
    {
        if (result["contexts"] is not JsonObject contexts)
        {
            contexts = [];
            result["contexts"] = contexts;
        }

        if (dump.Os is { } os)
        {
            contexts["os"] ??= new JsonObject { ["name"] = os, ["version"] = dump.OsVersion };
        }

        if (dump.Cpu is { } cpu)
        {
            contexts["device"] ??= new JsonObject { ["arch"] = cpu };
        }

        if (dump.ExceptionCode is { } code)
        {
            contexts["minidump"] ??= new JsonObject { ["exception_code"] = code, ["address"] = dump.Address, ["thread_id"] = dump.CrashThread };
        }
    }

    private static void Fill(JsonObject result, string name, string value) => result[name] ??= value;
}
