namespace Monitoring.TestData.Events;

/// <summary>The words of a toy shop, of which generated events are made.</summary>
internal static class ShopWords
{
    public static readonly string[] Parts = ["Cart", "Checkout", "Payment", "Catalogue", "Stock", "Shipping", "Customer", "Invoice", "Discount", "Search"];
    public static readonly string[] Verbs = ["Load", "Save", "Validate", "Reserve", "Charge", "Render", "Send", "Resolve", "Apply", "Publish"];
    public static readonly string[] Packages =
    [
        "System.Runtime", "System.Collections", "System.Linq", "System.Text.Json", "System.Net.Http", "System.Memory", "System.Threading", "Microsoft.Extensions.Hosting",
        "Microsoft.Extensions.Logging", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.EntityFrameworkCore", "Npgsql", "Sentry", "Shop.Core", "Shop.Web",
        "certifi", "charset-normalizer", "click", "flask", "idna", "itsdangerous", "jinja2", "markupsafe", "requests", "sqlalchemy", "urllib3", "werkzeug", "express", "lodash",
        "body-parser", "cookie", "debug", "qs", "send", "undici", "pydantic", "typing-extensions", "greenlet", "blinker",
    ];

    public static string Pick(this Random random, string[] words) => words[random.Next(words.Length)];

    public static string Hex(this Random random, int digits)
    {
        Span<char> text = stackalloc char[digits];
        for (var i = 0; i < digits; i++)
        {
            text[i] = "0123456789abcdef"[random.Next(16)];
        }

        return text.ToString();
    }

    /// <summary>The word that belongs to a number, the same each time.</summary>
    public static string Word(string[] words, int number) => words[number % words.Length];
}
