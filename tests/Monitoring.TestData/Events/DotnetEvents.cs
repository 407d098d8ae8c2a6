using System.Globalization;
using System.Text.Json;

namespace Monitoring.TestData.Events;

/// <summary>Events as the .NET SDK writes them: long function names, modules, images, many contexts.</summary>
internal static class DotnetEvents
{
    public static byte[] Write(Random random, int family, DateTimeOffset time) => EventText.Write(writer =>
    {
        writer.Strings("modules", [.. ShopWords.Packages.Select(package => (package, "10.0.0.0"))]);
        writer.WriteString("event_id", random.Hex(32));
        writer.WriteString("timestamp", time.ToString("O", CultureInfo.InvariantCulture));
        writer.WriteString("platform", "csharp");
        writer.WriteString("server_name", "web-" + (family % 4));
        writer.WriteString("release", "shop@1.2.3+77");
        writer.Object("exception", () => writer.Array("values", Enumerable.Range(0, 1 + (family % 3)), level => WriteException(writer, random, family, level)));
        writer.Object("threads", () => writer.Array("values", [1], id =>
        {
            writer.WriteNumber("id", id);
            writer.WriteBoolean("crashed", false);
            writer.WriteBoolean("current", true);
        }));
        writer.WriteString("level", "error");
        WriteRequest(writer, random, family);
        WriteContexts(writer, random);
        writer.Strings("user", ("id", random.Next(5000).ToString(CultureInfo.InvariantCulture)), ("username", "user" + random.Next(5000)), ("email", $"user{random.Next(5000)}@example.com"));
        writer.WriteString("environment", family % 5 == 0 ? "staging" : "production");
        writer.Object("sdk", () =>
        {
            writer.Array("packages", ["nuget:sentry.dotnet", "nuget:sentry.dotnet.aspnetcore"], name =>
            {
                writer.WriteString("name", name);
                writer.WriteString("version", "6.12.1");
            });
            writer.WriteString("name", "sentry.dotnet.aspnetcore");
            writer.WriteString("version", "6.12.1");
        });
        writer.Array("breadcrumbs", Enumerable.Range(0, 4 + random.Next(20)), index => WriteBreadcrumb(writer, random, time.AddSeconds(-index)));
        writer.Object("extra", () => writer.WriteNumber("cart_items", random.Next(20)));
        writer.Strings("tags", ("plan", family % 2 == 0 ? "gold" : "free"), ("region", "eu-" + (family % 3)), ("RequestId", random.Hex(16)), ("ActionId", random.Hex(32)));
        WriteImages(writer, family);
    });

    private static void WriteException(Utf8JsonWriter writer, Random random, int family, int level)
    {
        var part = ShopWords.Word(ShopWords.Parts, family + level);
        writer.WriteString("type", level == 0 ? "System.InvalidOperationException" : $"Shop.{part}.{part}Exception");
        writer.WriteString("value", $"Order {random.Next(100000)} cannot be {ShopWords.Word(ShopWords.Verbs, family).ToLowerInvariant()}d: customer {random.Hex(8)} has no <{part}>");
        writer.WriteString("module", "Shop.Core, Version=1.2.3.0, Culture=neutral, PublicKeyToken=null");
        writer.WriteNumber("thread_id", 1 + random.Next(30));
        writer.Object("stacktrace", () => writer.Array("frames", Enumerable.Range(0, 12 + (family % 10)), index => WriteFrame(writer, family, level, index)));
        writer.Object("mechanism", () =>
        {
            writer.WriteString("type", level == 0 ? "SentryMiddleware" : "chained");
            writer.WriteBoolean("handled", level != 0);
            writer.WriteNumber("exception_id", level);
        });
    }

    private static void WriteFrame(Utf8JsonWriter writer, int family, int level, int index)
    {
        var inApp = index % 3 == 0;
        var part = ShopWords.Word(ShopWords.Parts, family + level + index);
        var verb = ShopWords.Word(ShopWords.Verbs, family + index);
        if (inApp)
        {
            writer.WriteString("filename", $"src/Shop.Core/{part}/{part}Service.cs");
        }

        writer.WriteString("module", inApp ? $"Shop.{part}.{part}Service" : $"Microsoft.AspNetCore.{part}.{verb}Middleware");
        writer.WriteString("function", inApp ? $"async Task<{part}> {part}Service.{verb}Async(OrderId id, CancellationToken cancellationToken)" : $"void {verb}Middleware.Invoke(HttpContext context)");
        if (inApp)
        {
            writer.WriteNumber("lineno", 20 + (family * 7) + index);
            writer.WriteNumber("colno", 9);
            writer.WriteString("abs_path", $"/home/build/shop/src/Shop.Core/{part}/{part}Service.cs");
        }

        writer.WriteBoolean("in_app", inApp);
        writer.WriteString("package", inApp ? "Shop.Core, Version=1.2.3.0, Culture=neutral, PublicKeyToken=null" : "Microsoft.AspNetCore.Http, Version=10.0.0.0, Culture=neutral, PublicKeyToken=adb9793829ddae60");
        writer.WriteString("instruction_addr", $"0x{(family * 131) + (index * 17):x}");
        writer.WriteString("addr_mode", $"rel:{index % 4}");
        writer.WriteString("function_id", $"0x{(family * 31) + index:x}");
    }

    private static void WriteRequest(Utf8JsonWriter writer, Random random, int family) => writer.Object("request", () =>
    {
        writer.WriteString("url", $"https://shop.example/api/{ShopWords.Word(ShopWords.Parts, family).ToLowerInvariant()}/{random.Next(100000)}");
        writer.WriteString("method", family % 2 == 0 ? "GET" : "POST");
        writer.WriteString("query_string", "?page=2&sort=price");
        writer.Strings("env", ("SERVER_NAME", "web-1"), ("SERVER_PORT", "443"), ("SERVER_SOFTWARE", "Kestrel"));
        writer.Strings("headers", ("Accept", "application/json"), ("Host", "shop.example"), ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"), ("X-Request-Id", random.Hex(32)));
    });

    private static void WriteContexts(Utf8JsonWriter writer, Random random) => writer.Object("contexts", () =>
    {
        writer.Strings("Current Culture", ("display_name", "Invariant Language (Invariant Country)"), ("calendar", "GregorianCalendar"));
        writer.Object("Memory Info", () =>
        {
            writer.WriteNumber("total_allocated_bytes", random.Next());
            writer.WriteNumber("high_memory_load_threshold_bytes", 22748859187);
            writer.WriteBoolean("compacted", false);
        });
        writer.Object("ThreadPool Info", () =>
        {
            writer.WriteNumber("min_worker_threads", 2);
            writer.WriteNumber("max_worker_threads", 32767);
        });
        writer.Strings("app", ("type", "app"), ("app_start_time", "2026-11-22T17:53:15.2029245+00:00"));
        writer.Strings("device", ("type", "device"), ("timezone", "Etc/UTC"), ("boot_time", "2026-11-22T16:54:10.2893639+00:00"));
        writer.Strings("os", ("type", "os"), ("raw_description", "Debian GNU/Linux 12 (bookworm)"));
        writer.Strings("runtime", ("type", "runtime"), ("name", ".NET"), ("version", "10.0.12"), ("raw_description", ".NET 10.0.12"), ("identifier", "linux-x64"));
        writer.Strings("trace", ("type", "trace"), ("span_id", random.Hex(16)), ("trace_id", random.Hex(32)), ("origin", "auto.http.aspnetcore"));
    });

    private static void WriteBreadcrumb(Utf8JsonWriter writer, Random random, DateTimeOffset time)
    {
        writer.WriteString("timestamp", time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        writer.WriteString("message", $"Executed DbCommand ({random.Next(40)}ms) [Parameters=[@id='{random.Next(100000)}'], CommandType='Text']");
        writer.Strings("data", ("eventId", "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuted"));
        writer.WriteString("category", "Microsoft.EntityFrameworkCore.Database.Command");
        writer.WriteString("level", "info");
    }

    private static void WriteImages(Utf8JsonWriter writer, int family) => writer.Object("debug_meta", () => writer.Array("images", Enumerable.Range(0, 4), index =>
    {
        writer.WriteString("type", "pe_dotnet");
        writer.WriteString("debug_id", $"17a21b0d-39bd-438c-9b6e-25cc1ac0266{index}-81442be{family % 10}");
        writer.WriteString("debug_checksum", "SHA256:0d1ba217bd398c431b6e25cc1ac0266de52b44817285e413e691b99685e09359");
        writer.WriteString("debug_file", $"/home/build/shop/obj/Release/net10.0/Shop{index}.pdb");
        writer.WriteString("code_file", $"/app/Shop{index}.dll");
    }));
}
