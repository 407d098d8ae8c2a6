using System.Globalization;
using System.Text.Json;

namespace Monitoring.TestData.Events;

/// <summary>Events as the Python SDK writes them: variables and source lines in each frame, chained exceptions.</summary>
internal static class PythonEvents
{
    public static byte[] Write(Random random, int family, DateTimeOffset time) => EventText.Write(writer =>
    {
        writer.WriteString("level", "error");
        writer.Object("exception", () => writer.Array("values", Enumerable.Range(0, 1 + (family % 2)), level => WriteException(writer, random, family, level)));
        writer.WriteString("event_id", random.Hex(32));
        writer.WriteString("timestamp", time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        writer.Object("contexts", () =>
        {
            writer.Strings("order", ("id", "A-" + random.Next(1000)));
            writer.Strings("trace", ("trace_id", random.Hex(32)), ("span_id", random.Hex(16)));
            writer.Strings("runtime", ("name", "CPython"), ("version", "3.11.7"), ("build", "3.11.7 (main, May  9 2026, 07:35:25) [GCC 12.2.0]"));
        });
        writer.WriteString("transaction", ShopWords.Word(ShopWords.Parts, family).ToLowerInvariant() + "_view");
        writer.Object("transaction_info", () => writer.WriteString("source", "component"));
        writer.Strings("user", ("id", random.Next(5000).ToString(CultureInfo.InvariantCulture)), ("email", $"user{random.Next(5000)}@example.com"));
        writer.Strings("tags", ("plan", "gold"));
        writer.Object("breadcrumbs", () => writer.Array("values", Enumerable.Range(0, 3 + random.Next(12)), index => WriteBreadcrumb(writer, random, time.AddSeconds(-index))));
        writer.Object("extra", () => writer.Strings("sys.argv", ["manage.py", "runserver"]));
        writer.Strings("modules", [.. ShopWords.Packages.Select(package => (package, "2.34.2"))]);
        writer.WriteString("release", "shop@1.2.3");
        writer.WriteString("environment", "production");
        writer.WriteString("server_name", "host-" + (family % 3));
        writer.Object("sdk", () =>
        {
            writer.WriteString("name", "sentry.python.flask");
            writer.WriteString("version", "2.64.0");
            writer.Strings("integrations", ["argv", "atexit", "dedupe", "excepthook", "flask", "logging", "modules", "stdlib", "threading"]);
        });
        writer.WriteString("platform", "python");
    });

    private static void WriteException(Utf8JsonWriter writer, Random random, int family, int level)
    {
        writer.Object("mechanism", () =>
        {
            writer.WriteString("type", level == 0 ? "flask" : "chained");
            writer.WriteBoolean("handled", false);
            writer.WriteNumber("exception_id", level);
        });
        writer.WriteString("module", level == 0 ? "shop.errors" : null);
        writer.WriteString("type", level == 0 ? ShopWords.Word(ShopWords.Parts, family) + "Error" : "KeyError");
        writer.WriteString("value", $"order {random.Next(100000)} failed: '{random.Hex(8)}' at 0x{random.Hex(12)}");
        writer.Object("stacktrace", () => writer.Array("frames", Enumerable.Range(0, 6 + (family % 5)), index => WriteFrame(writer, random, family, index)));
    }

    private static void WriteFrame(Utf8JsonWriter writer, Random random, int family, int index)
    {
        var part = ShopWords.Word(ShopWords.Parts, family + index).ToLowerInvariant();
        var verb = ShopWords.Word(ShopWords.Verbs, family + index).ToLowerInvariant();
        var inApp = index > 2;
        writer.WriteString("filename", inApp ? $"shop/{part}.py" : $"flask/{part}.py");
        writer.WriteString("abs_path", inApp ? $"/srv/shop/{part}.py" : $"/usr/lib/python3.11/site-packages/flask/{part}.py");
        writer.WriteString("function", $"{verb}_{part}");
        writer.WriteString("module", inApp ? $"shop.{part}" : $"flask.{part}");
        writer.WriteNumber("lineno", 40 + family + index);
        writer.Strings("pre_context", Enumerable.Range(0, 5).Select(line => $"    {verb}_{line} = {part}.{verb}(order, retries={line})"));
        writer.WriteString("context_line", $"    return {part}.{verb}(order['{part}'], timeout=5)");
        writer.Strings("post_context", Enumerable.Range(0, 5).Select(line => $"    log.info('{verb} {part} %s', {line})"));
        writer.Object("vars", () =>
        {
            writer.WriteString("self", $"<shop.{part}.{part}Service object at 0x7f{random.Hex(10)}>");
            writer.WriteString("order", $"{{'id': {random.Next(100000)}, '{part}': None, 'items': [1, 2, 3], 'note': 'leave at the door'}}");
            writer.WriteString("request", "<Request 'http://shop.example/checkout' [POST]>");
            writer.WriteString("retries", "3");
        });
        writer.WriteBoolean("in_app", inApp);
    }

    private static void WriteBreadcrumb(Utf8JsonWriter writer, Random random, DateTimeOffset time)
    {
        writer.WriteString("type", "query");
        writer.WriteString("category", "query");
        writer.WriteString("message", $"SELECT \"orders\".\"id\" FROM \"orders\" WHERE \"orders\".\"id\" = {random.Next(100000)}");
        writer.Strings("data", ("db.system", "postgresql"));
        writer.WriteString("level", "info");
        writer.WriteString("timestamp", time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
    }
}
