using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Chat.Telegram;

namespace Yunhepan.FeedBot.Hosting.Health;

/// <summary>
/// Reports degraded if a chat platform refuses one of our accounts, or the messages of people do not reach it: feeds continue, but
/// alerts or answers wait until somebody acts.
/// </summary>
internal sealed class ChatAccountsCheck(TelegramBots bots, LaneBoard lanes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        List<string> refused =
        [
            .. bots.All.Where(bot => bot.IsRefused || bot.IsContested).Select(bot => $"telegram: {bot.Problem}"),
            .. lanes.Lanes
                .Where(lane => lane.State == LaneState.Refused && !bots.All.Any(bot => bot.IsRefused && bot.BotId == lane.Account))
                .Select(lane => $"{lane.Platform}: account {lane.Account} is refused: {lane.Reason}"),
        ];
        return Task.FromResult(refused.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join("; ", refused)));
    }
}
