using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Monitoring.TestData.Json;

namespace Monitoring.TestData.Events;

/// <summary>Generators of the JSON of events.</summary>
public static class EventGen
{
    private static readonly string[] Names =
    [
        "event_id", "timestamp", "platform", "level", "type", "logger", "transaction", "culprit", "server_name", "site", "release", "dist", "environment", "tags", "extra", "modules",
        "fingerprint", "errors", "sdk", "contexts", "user", "request", "exception", "threads", "breadcrumbs", "logentry", "message", "stacktrace", "template", "debug_meta", "checksum",
        "csp", "hpkp", "_meta", "spans", "unknown", "sentry.interfaces.Exception", "sentry.interfaces.User", "sentry.interfaces.Http",
    ];

    /// <summary>Events in which each attribute is sound, nearly sound or anything.</summary>
    public static Gen<byte[]> Events() =>
        Members(Names, Attribute).Select(Encoding.UTF8.GetBytes);

    /// <summary>Events of real SDKs' shape, as <see cref="Envelopes.EnvelopeMix"/> has them.</summary>
    public static Gen<byte[]> SoundEvents() => Gen.Choose(0, int.MaxValue).SelectMany(seed => Gen.Choose(0, 2).Select(sdk => Sound(new Random(seed), sdk)));

    /// <summary>An event of a real SDK's shape; the same from the same state of the source.</summary>
    public static byte[] Next(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Sound(random, random.Next(3));
    }

    private static byte[] Sound(Random random, int sdk) => sdk switch
    {
        0 => DotnetEvents.Write(random, random.Next(15), Some.Instant),
        1 => NodeEvents.Write(random, random.Next(15), Some.Instant),
        _ => PythonEvents.Write(random, random.Next(15), Some.Instant),
    };

    private static Gen<string> Attribute(string name) => Gen.Frequency(
        (3, SoundAttribute(name)),
        (1, JsonGen.Values(3)),
        (1, Texts()));

    private static Gen<string> SoundAttribute(string name) => name switch
    {
        "timestamp" => Gen.OneOf(Gen.Choose(1790000000, 1800000000).Select(seconds => seconds.ToString(CultureInfo.InvariantCulture)), Gen.Elements("\"2026-11-22T19:00:00Z\"", "\"2026-11-22T19:00:00.123456+05:30\"", "1795374000.25")),
        "level" => Gen.Elements("\"fatal\"", "\"log\"", "30", "\"warn\"", "40"),
        "platform" => Gen.Elements("\"python\"", "\"javascript\"", "\"csharp\"", "\"nonsense\""),
        "type" => Gen.Elements("\"error\"", "\"default\"", "\"feedback\""),
        "tags" => Gen.OneOf(Members(["a", "b c", "environment", "release", "ä", "long"], _ => Texts()), Array(Array(Texts())), Array(Members(["key", "value"], _ => Texts()))),
        "exception" or "sentry.interfaces.Exception" => Gen.OneOf(Exceptions(), Array(Exceptions()), Array(Exceptions()).Select(values => $$"""{"values":{{values}}}""")),
        "threads" => Array(Members(["id", "name", "crashed", "current", "stacktrace"], member => member == "stacktrace" ? StackTraces() : Gen.OneOf(Texts(), Scalars()))),
        "stacktrace" => StackTraces(),
        "breadcrumbs" => Array(Members(["timestamp", "type", "category", "level", "message", "data", "event_id"], member => member is "timestamp" or "level" ? Attribute(member) : Gen.OneOf(Texts(), JsonGen.Values(2)))),
        "user" or "sentry.interfaces.User" => Members(["id", "email", "username", "name", "ip_address", "geo", "data", "own"], member => member == "ip_address" ? Gen.Elements("\"{{auto}}\"", "\"127.0.0.1\"", "\"::1\"", "\"x\"") : Gen.OneOf(Texts(), Scalars())),
        "request" or "sentry.interfaces.Http" => Members(["url", "method", "query_string", "data", "cookies", "headers", "env", "fragment"], RequestPart),
        "contexts" => Members(["os", "device", "trace", "a b"], _ => JsonGen.Values(3)),
        "sdk" => Members(["name", "version", "integrations", "packages", "settings"], member => member == "settings" ? Gen.Elements("""{"infer_ip":"never"}""", """{"infer_ip":"auto"}""") : Gen.OneOf(Texts(), JsonGen.Values(1))),
        "logentry" or "message" => Gen.OneOf(Texts(), Members(["formatted", "message", "params"], _ => Gen.OneOf(Texts(), JsonGen.Values(1), Gen.Elements("\"%s %(a)s\"", "\"{} {0} {a}\"", "\"100%\"")))),
        "fingerprint" => Array(Gen.OneOf(Texts(), Scalars())),
        "errors" => Array(Members(["type", "name", "value", "reason"], _ => Gen.OneOf(Texts(), Scalars()))),
        _ => Gen.OneOf(Texts(), Scalars(), JsonGen.Values(3)),
    };

    private static Gen<string> Exceptions() => Members(["type", "value", "module", "thread_id", "mechanism", "stacktrace"], member => member switch
    {
        "mechanism" => Members(["type", "handled", "exception_id", "parent_id", "help_link", "meta", "data", "own"], _ => Gen.OneOf(Texts(), Scalars(), JsonGen.Values(1))),
        "stacktrace" => StackTraces(),
        _ => Gen.OneOf(Texts(), Scalars()),
    });

    private static Gen<string> StackTraces() => Array(Members(
        ["function", "raw_function", "module", "filename", "abs_path", "lineno", "colno", "in_app", "context_line", "pre_context", "vars", "instruction_addr", "lock"],
        member => member == "vars" ? JsonGen.Values(4) : Gen.OneOf(Texts(), Scalars()))).Select(frames => $$"""{"frames":{{frames}}}""");

    private static Gen<string> RequestPart(string part) => Gen.OneOf(
        Texts(),
        Members(["a", "cookie", "Content-Type", "REMOTE_ADDR"], _ => Gen.OneOf(Texts(), Scalars())),
        Array(Array(Texts())),
        Gen.Elements("\"a=1&b=%20x\"", "\"{\\\"a\\\":1}\"", "\"http://h/p?q=1#f\"", "\"[1\"", "\"get\""));

    private static Gen<string> Members(string[] names, Func<string, Gen<string>> value) =>
        Gen.Elements(names).SelectMany(name => value(name).Select(text => $"\"{name}\":{text}")).ListOf().Select(members => "{" + string.Join(',', members.Take(12)) + "}");

    private static Gen<string> Array(Gen<string> element) => element.ListOf().Select(items => "[" + string.Join(',', items.Take(6)) + "]");

    private static Gen<string> Scalars() => Gen.Elements("null", "true", "false", "0", "-1", "42", "3.5", "1e400", "\"17\"", "\"\"", "12345678901234567890123");

    private static Gen<string> Texts() => Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => JsonSerializer.Serialize(text ?? "")),
        Gen.Choose(0, 3000).Select(length => $"\"{new string('x', length)}\""),
        Gen.Choose(0, 300).Select(length => JsonSerializer.Serialize(string.Concat(Enumerable.Repeat("ä€😀", length)))),
        Gen.Elements("\"a\\nb\"", "\" x \"", "\"C:\\\\src\\\\a.cs\"", "\"\\ud83d\"", "\"http://h:80/a.js?x\"", "\"%s\"", "\"...\""));
}
