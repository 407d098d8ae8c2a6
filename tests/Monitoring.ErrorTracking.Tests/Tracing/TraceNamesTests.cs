using System.Diagnostics;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Tracing.Naming;

namespace Monitoring.ErrorTracking.Tests.Tracing;

public sealed class TraceNamesTests
{
    [Theory]
    [InlineData("/orders/1007", "/orders/*")]
    [InlineData("GET /orders/7/items/3", "GET /orders/*/items/*")]
    [InlineData("/users/5f0b7a44-3c1e-4f6a-9c59-1f0c3f1d2a77/avatar", "/users/*/avatar")]
    [InlineData("/files/9f86d081884c7d65", "/files/*")]
    [InlineData("/users/ada@shop.example/cart", "/users/*/cart")]
    [InlineData("/blog/2026-11-22/notes", "/blog/*/notes")]
    [InlineData("/order-10071/pay", "/order-*/pay")]
    [InlineData("/search?q=espresso#top", "/search")]
    [InlineData("https://ada:secret@shop.example/orders/12", "https://shop.example/orders/*")]
    [InlineData("/t/eyJhbGciOiJIUzI1NiJ9abc/x", "/t/*/x")]
    [InlineData("/", "/")]
    public void The_identifiers_of_a_url_become_stars(string name, string cleaned)
    {
        Assert.Equal(cleaned, TraceNames.Transaction(name, "url"));
        Assert.Equal(cleaned, TraceNames.Transaction(name, null));
    }

    /// <summary>What looks a little like an identifier and is none.</summary>
    [Theory]
    [InlineData("/api/v2/oauth2/authorize")]
    [InlineData("/facade/decade")]
    [InlineData("/en-US/getting-started-with-net10")]
    [InlineData("/a/b-12/c")]
    public void Words_stay(string name) => Assert.Equal(name, TraceNames.Transaction(name, "url"));

    [Theory]
    [InlineData("GET /orders/:id", "route")]
    [InlineData("/orders/1007", "custom")]
    [InlineData("nightly report 2026", "task")]
    [InlineData("Shop.Orders.Get", "component")]
    public void A_name_that_is_no_url_stays(string name, string source) => Assert.Equal(name, TraceNames.Transaction(name, source));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    public void No_name_has_one_all_the_same(string? name) => Assert.Equal("<unlabeled transaction>", TraceNames.Transaction(name, "url"));

    [Theory]
    [InlineData("db", "SELECT * FROM orders WHERE id = 1007 AND name = 'O''Hara'", "SELECT * FROM orders WHERE id = ? AND name = ?")]
    [InlineData("db.query", "select a1, b2 from t3\n  where x in (1, 2,3)", "select a1, b2 from t3 where x in (?)")]
    [InlineData("db", "SELECT 1 WHERE a = $1 AND b = :name AND c = @p0 AND d = %s AND e = %(x)s", "SELECT ? WHERE a = ? AND b = ? AND c = ? AND d = ? AND e = ?")]
    [InlineData("db", "INSERT INTO t (a) VALUES (1), (2), (3) -- shop:7\n", "INSERT INTO t (a) VALUES (?)")]
    [InlineData("db", "SELECT a::int /* request 17 */ FROM t", "SELECT a::int FROM t")]
    [InlineData("db", "SELECT 'it never ends", "SELECT ?")]
    [InlineData("db.redis", "GET cart:1007", "GET cart:*")]
    [InlineData("http.client", "GET https://bank.example/pay/42?card=7", "GET https://bank.example/pay/*")]
    [InlineData("resource.script", "/static/app.3f2a9c1.js", "/static/app.*.js")]
    [InlineData("function", "load order 4711", "load order *")]
    [InlineData("function", "checkout", "checkout")]
    public void A_description_is_one_of_its_kind(string operation, string description, string cleaned) =>
        Assert.Equal(cleaned, TraceNames.Span(operation, description));

    [Property(MaxTest = 500)]
    public bool Any_text_has_a_bounded_name_that_stays_when_it_is_cleaned_again(string? text, byte operation)
    {
        var name = TraceNames.Transaction(text, "url");
        var description = TraceNames.Span(operation % 2 == 0 ? "db" : "http", text);
        return name.Length is > 0 and <= TraceNames.MaxLength && description.Length <= TraceNames.MaxLength && !name.Contains('\n') && !description.Contains('\n')
            && TraceNames.Transaction(name, "url") == name;
    }

    [Theory]
    [InlineData('1')]
    [InlineData('\'')]
    [InlineData('?')]
    [InlineData('(')]
    [InlineData(',')]
    [InlineData('/')]
    [InlineData('-')]
    public void Long_texts_take_no_long_time(char character)
    {
        var text = new string(character, 1_000_000);
        var started = Stopwatch.GetTimestamp();

        TraceNames.Span("db", text);
        TraceNames.Span("http", "/" + text);
        TraceNames.Transaction("/" + text, "url");

        // Far beyond what it takes; a square of the length would not end within it.
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }
}
