namespace Monitoring.AspNetCore.Api;

/// <summary>Does a call of the product API.</summary>
internal delegate ValueTask<ApiAnswer> ApiHandler(ApiCall call);
