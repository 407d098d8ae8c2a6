using System.Globalization;
using System.Text.Json;

namespace Monitoring.TestData.Events;

/// <summary>Events as the JavaScript SDKs write them: source lines around each frame, times as numbers.</summary>
internal static class NodeEvents
{
    public static byte[] Write(Random random, int family, DateTimeOffset time) => EventText.Write(writer =>
    {
        writer.Object("exception", () => writer.Array("values", [family], _ => WriteException(writer, random, family)));
        writer.WriteString("event_id", random.Hex(32));
        writer.WriteString("level", "error");
        writer.WriteString("platform", "node");
        writer.Object("contexts", () =>
        {
            writer.Strings("trace", ("trace_id", random.Hex(32)), ("span_id", random.Hex(16)), ("op", "http.server"), ("origin", "auto.http.otel.http"));
            writer.Strings("runtime", ("name", "node"), ("version", "v20.20.2"));
            writer.Strings("os", ("kernel_version", "6.1.0"), ("name", "Debian GNU/Linux"), ("version", "12.11"));
            writer.Strings("culture", ("locale", "en-US"), ("timezone", "Etc/UTC"));
        });
        writer.WriteString("server_name", "web-" + (family % 4));
        writer.WriteNumber("timestamp", time.ToUnixTimeMilliseconds() / 1000.0);
        writer.WriteString("environment", "production");
        writer.WriteString("release", "shop@1.2.3");
        writer.Object("sdk", () =>
        {
            writer.Strings("integrations", ["InboundFilters", "FunctionToString", "LinkedErrors", "RequestData", "NodeSystemError", "Console", "Http", "NodeFetch", "OnUncaughtException", "ContextLines", "Modules"]);
            writer.WriteString("name", "sentry.javascript.node");
            writer.WriteString("version", "11.12.0");
            writer.Array("packages", ["npm:@sentry/node"], name =>
            {
                writer.WriteString("name", name);
                writer.WriteString("version", "11.12.0");
            });
        });
        writer.Strings("tags", ("plan", "gold"), ("route", $"/{ShopWords.Word(ShopWords.Parts, family)}/:id"));
        writer.Strings("user", ("id", random.Next(5000).ToString(CultureInfo.InvariantCulture)), ("ip_address", "{{auto}}"));
        writer.WriteString("transaction", $"GET /{ShopWords.Word(ShopWords.Parts, family)}/:id");
        writer.Array("breadcrumbs", Enumerable.Range(0, 5 + random.Next(25)), index => WriteBreadcrumb(writer, random, time.AddSeconds(-index)));
        WriteRequest(writer, random, family);
        writer.Strings("modules", [.. ShopWords.Packages.Take(25).Select(package => (package, "4.17.21"))]);
    });

    private static void WriteException(Utf8JsonWriter writer, Random random, int family)
    {
        writer.WriteString("type", family % 2 == 0 ? "TypeError" : ShopWords.Word(ShopWords.Parts, family) + "Error");
        writer.WriteString("value", $"Cannot read properties of undefined (reading 'ch_{random.Hex(12)}') for order #{random.Next(100000)}");
        writer.Object("stacktrace", () => writer.Array("frames", Enumerable.Range(0, 9 + (family % 6)), index => WriteFrame(writer, family, index)));
        writer.Object("mechanism", () =>
        {
            writer.WriteString("type", "auto.http.express");
            writer.WriteBoolean("handled", false);
        });
    }

    private static void WriteFrame(Utf8JsonWriter writer, int family, int index)
    {
        var part = ShopWords.Word(ShopWords.Parts, family + index);
        var verb = ShopWords.Word(ShopWords.Verbs, family + index);
        var inApp = index > 3;
        writer.WriteString("filename", inApp ? $"/srv/shop/src/{part}.js" : $"/srv/shop/node_modules/express/lib/router/{part}.js");
        writer.WriteString("module", inApp ? $"src:{part}" : $"express.lib.router:{part}");
        writer.WriteString("function", $"{part}.{verb}");
        writer.WriteNumber("lineno", 10 + (family * 3) + index);
        writer.WriteNumber("colno", 13 + index);
        writer.WriteBoolean("in_app", inApp);
        writer.Strings("pre_context", Enumerable.Range(0, 5).Select(line => $"  // {verb} {part} line {line}: if (!order.{part}) {{ throw new Error(\"no {part}\"); }}"));
        writer.WriteString("context_line", $"    return this.{verb}({part}.id, {{ retry: true, timeout: 5000 }});");
        writer.Strings("post_context", Enumerable.Range(0, 5).Select(line => $"  const {verb}{line} = await {part}.{verb}(order, `attempt-{line}`);"));
    }

    private static void WriteBreadcrumb(Utf8JsonWriter writer, Random random, DateTimeOffset time)
    {
        writer.WriteNumber("timestamp", time.ToUnixTimeMilliseconds() / 1000.0);
        writer.WriteString("category", "http");
        writer.Object("data", () =>
        {
            writer.WriteNumber("status_code", 200);
            writer.WriteString("url", $"https://stock.example/api/items/{random.Next(100000)}");
            writer.WriteString("http.method", "GET");
        });
        writer.WriteString("type", "http");
        writer.WriteString("level", "info");
    }

    private static void WriteRequest(Utf8JsonWriter writer, Random random, int family) => writer.Object("request", () =>
    {
        writer.WriteString("method", "GET");
        writer.WriteString("url", $"https://shop.example/{ShopWords.Word(ShopWords.Parts, family)}/{random.Next(100000)}?tab=2");
        writer.WriteString("query_string", "tab=2");
        writer.Strings("headers", ("host", "shop.example"), ("accept", "*/*"), ("user-agent", "undici"), ("sec-fetch-mode", "cors"), ("accept-encoding", "gzip, deflate"));
        writer.WriteString("cookies", "theme=dark; session=" + random.Hex(32));
    });
}
