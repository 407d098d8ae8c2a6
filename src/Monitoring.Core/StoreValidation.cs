using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Monitoring.Core;

/// <summary>Lets the host refuse to start when a store is missing; asks the container without opening a store.</summary>
internal sealed class StoreValidation(IServiceProvider services, IEnumerable<StoreRequirement> requirements) : IValidateOptions<MonitoringOptions>
{
    public ValidateOptionsResult Validate(string? name, MonitoringOptions options)
    {
        var missing = services.GetService<IServiceProviderIsService>() is { } container
            ? requirements.Distinct().Where(requirement => !container.IsService(requirement.Port)).Select(requirement => requirement.Reason).ToArray()
            : [];
        return missing.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(missing);
    }
}
