using System.ComponentModel.DataAnnotations;

namespace Monitoring.AspNetCore;

/// <summary>Demands an address that DSNs can be made of.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PublicAddressAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is null
        || (value is Uri { IsAbsoluteUri: true, Host.Length: > 0, UserInfo: "", Query: "", Fragment: "" } address && address.Scheme is "http" or "https");

    public override string FormatErrorMessage(string name) =>
        $"{name} must be an absolute http or https address without user, query and fragment, such as https://errors.example.com/base.";
}
