namespace Yunhepan.FeedBot.SamplePortal.Content;

/// <summary>The whole portal at one moment; requests render from it while the editors make the next one.</summary>
internal sealed record PortalEdition(IReadOnlyList<PortalArticle> Articles, IReadOnlyDictionary<string, DateTimeOffset> ChangedAt)
{
    /// <summary>Newest first, as the lists show them.</summary>
    public IReadOnlyList<PortalArticle> Articles { get; init; } = Articles;

    /// <summary>When each channel last changed; the newest of them is the home page's.</summary>
    public DateTimeOffset LastChangedAt => ChangedAt.Values.Max();

    public IEnumerable<PortalArticle> In(PortalChannel channel) => Articles.Where(a => a.Text.Channel == channel.Id);

    public PortalArticle? Find(int id) => Articles.FirstOrDefault(a => a.Id == id);

    public PortalEdition With(PortalArticle changed, DateTimeOffset at) =>
        Changed([.. Articles.Select(a => a.Id == changed.Id ? changed : a)], changed, at);

    public PortalEdition Without(PortalArticle withdrawn, DateTimeOffset at) =>
        Changed([.. Articles.Where(a => a.Id != withdrawn.Id)], withdrawn, at);

    /// <summary>Puts one on top. Beyond the limit the oldest articles published live are forgotten.</summary>
    public PortalEdition Plus(PortalArticle added, DateTimeOffset at, int limit)
    {
        var kept = Articles;
        if (kept.Count >= limit && kept.LastOrDefault(a => a.Text.Live) is { } oldest)
            kept = [.. kept.Where(a => a.Id != oldest.Id)];
        return Changed([added, .. kept], added, at);
    }

    private PortalEdition Changed(IReadOnlyList<PortalArticle> articles, PortalArticle cause, DateTimeOffset at) =>
        new(articles, new Dictionary<string, DateTimeOffset>(ChangedAt) { [cause.Text.Channel] = at });
}
