using System.ComponentModel;
using Monitoring.ErrorTracking.Scrubbing;

namespace Monitoring.AspNetCore.Api.Scrubbing;

[Description("One rule: what is looked for, where, and what becomes of it.")]
internal sealed record ScrubbingRuleDocument
{
    [Description("remove, mask, hash or replace.")]
    public required string Method { get; init; }

    [Description("anything, password, ip, email, creditcard, iban, ssn, userpath, mac, uuid, imei, urlauth, pemkey, bearer, token or regex.")]
    public required string Type { get; init; }

    [Description("The selector that says where, such as $string, extra.**.note or $http.headers.'X-Login' || user.email.")]
    public required string Source { get; init; }

    [Description("The expression of the type regex; null for others.")]
    public string? Pattern { get; init; }

    [Description("The text of the method replace; null for one that names the type, such as [email].")]
    public string? Replacement { get; init; }

    public static ScrubbingRuleDocument Of(ScrubbingRule rule) => new()
    {
        Method = ScrubbingWords.Of(rule.Method),
        Type = ScrubbingWords.Of(rule.Type),
        Source = rule.Source,
        Pattern = rule.Pattern,
        Replacement = rule.Replacement,
    };
}
