using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Platforms;

namespace Yunhepan.FeedBot.Chat.Push;

/// <summary>Holds the key of Web Push, which is created at the first start and kept in the database.</summary>
internal sealed class VapidKeys(IServiceScopeFactory scopes) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private VapidKey? _key;

    public async Task<VapidKey> GetAsync(CancellationToken cancellationToken)
    {
        if (_key is { } known)
            return known;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return _key ??= VapidKey.Load(
                await scope.ServiceProvider.GetRequiredService<PushKeys>().GetAsync(VapidKey.Create, cancellationToken));
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose()
    {
        _key?.Dispose();
        _reading.Dispose();
    }
}
