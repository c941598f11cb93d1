using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Hosting.Server;

namespace Yunhepan.FeedBot.Hosting.Health;

internal static class HealthJson
{
    public static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        var isTold = IsTold(context);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", Word(report.Status));
        foreach (var (name, entry) in report.Entries)
        {
            json.WriteStartObject(name);
            json.WriteString("status", Word(entry.Status));
            if (isTold && entry.Description is { } description)
                json.WriteString("detail", description);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // Details name sources, addresses and errors and are only for the operator. A request forwarded by an unknown proxy may be
    // anybody's, although it comes from this machine.
    private static bool IsTold(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (context.Connection.RemoteIpAddress is not { } address || headers.ContainsKey("X-Forwarded-For")
            || headers.ContainsKey("Forwarded"))
            return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return context.RequestServices.GetRequiredService<IOptions<ServerOptions>>().Value.Confidants.Any(
            (IPNetwork n) => n.Contains(plain));
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "ok",
        HealthStatus.Degraded => "degraded",
        HealthStatus.Unhealthy => "failed",
        _ => throw new System.Diagnostics.UnreachableException($"unknown health {status}"),
    };
}
