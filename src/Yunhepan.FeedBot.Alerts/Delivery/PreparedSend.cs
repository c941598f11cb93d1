using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Stories;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>A delivery with everything that its message needs: only the call to the platform remains.</summary>
internal sealed record PreparedSend(PendingDelivery Delivery, Func<CancellationToken, Task<SendResult>> SendAsync);

/// <summary>The readers of one turn of a lane.</summary>
internal sealed record TurnReaders(AlertsDb Db, ArticleReader Articles, StoryReader Stories);
