using System.Buffers;

namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>Tells robots by what they call themselves: names that their makers document, and the words that robots use of themselves.</summary>
internal static class WebCrawlers
{
    private static readonly SearchValues<string> Signs = SearchValues.Create(
        [
            // The words.
            "bot/", "bot;", "robot", "crawler", "spider", "+http://", "+https://",

            // Search engines.
            "Googlebot", "AdsBot-Google", "Mediapartners-Google", "APIs-Google", "FeedFetcher-Google", "Google-InspectionTool", "GoogleOther", "Storebot-Google",
            "Google-Read-Aloud", "Chrome-Lighthouse", "bingbot", "BingPreview", "adidxbot", "msnbot", "Slurp", "DuckDuckBot", "Baiduspider", "YandexBot",
            "YandexMobileBot", "Sogou", "Exabot", "Applebot", "PetalBot", "SeznamBot", "Qwantify", "coccocbot", "Yeti/", "NaverBot", "MojeekBot",

            // Previews of links.
            "facebookexternalhit", "meta-externalagent", "Twitterbot", "LinkedInBot", "Slackbot", "Slack-ImgProxy", "Discordbot", "TelegramBot", "WhatsApp/",
            "Pinterestbot", "redditbot", "SkypeUriPreview", "Embedly", "Iframely",

            // Archives, models and tools of marketing.
            "ia_archiver", "archive.org_bot", "CCBot", "GPTBot", "ChatGPT-User", "OAI-SearchBot", "ClaudeBot", "PerplexityBot", "Bytespider", "Amazonbot", "AhrefsBot",
            "SemrushBot", "MJ12bot", "DotBot", "rogerbot", "Screaming Frog", "BLEXBot", "DataForSeoBot", "SiteAuditBot",

            // Checks of availability.
            "UptimeRobot", "Pingdom", "StatusCake", "Site24x7", "GoogleStackdriverMonitoring", "Datadog/Synthetics", "NewRelicPinger", "Better Uptime", "updown.io",
        ],
        StringComparison.OrdinalIgnoreCase);

    public static bool Matches(FilterSubject subject) => subject.UserAgent.AsSpan().ContainsAny(Signs);
}
