namespace Yunhepan.FeedBot.SamplePortal.Content;

/// <summary>The whole portal at one moment; requests are rendered from it while the next one is prepared.</summary>
internal sealed record PortalEdition(IReadOnlyList<PortalArticle> Articles, IReadOnlyDictionary<string, DateTimeOffset> ChangedAt)
{
    /// <summary>The articles, newest first.</summary>
    public IReadOnlyList<PortalArticle> Articles { get; init; } = Articles;

    /// <summary>When any channel last changed, which is the date of the home page.</summary>
    public DateTimeOffset LastChangedAt => ChangedAt.Values.Max();

    public IEnumerable<PortalArticle> In(PortalChannel channel) => Articles.Where(a => a.Text.Channel == channel.Id);

    public PortalArticle? Find(int id) => Articles.FirstOrDefault(a => a.Id == id);

    public PortalEdition With(PortalArticle changed, DateTimeOffset at) =>
        Changed([.. Articles.Select(a => a.Id == changed.Id ? changed : a)], changed, at);

    public PortalEdition Without(PortalArticle withdrawn, DateTimeOffset at) =>
        Changed([.. Articles.Where(a => a.Id != withdrawn.Id)], withdrawn, at);

    /// <summary>Returns the edition with an article on top; beyond the limit the oldest live articles are dropped.</summary>
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
