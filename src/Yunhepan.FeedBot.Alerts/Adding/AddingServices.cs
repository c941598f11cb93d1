using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Adding;

public static class AddingServices
{
    /// <summary>Registers the services for sources that chats add. The project that reads sources adds its two delegates.</summary>
    public static IServiceCollection AddAddedSources(this IServiceCollection services)
    {
        services.AddOptions<AddingOptions>().BindConfiguration(AddingOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AddingOptions>, AddingOptionsValidator>();
        services.AddSingleton<IValidateOptions<AddingOptions>, RefusedHostsValidator>();
        services.TryAddSingleton<AddedSources>();
        services.AddSingleton<AddedSourceCatalogue>();
        services.AddSingleton<SourceNewsSender>();
        services.AddSingleton<SourceNotices>();
        services.AddScoped<ToldSources>();
        services.AddScoped<SourceNewsWriter>();
        services.AddScoped<AddedSourceDesk>();
        services.AddScoped<AddedSourceReview>();
        services.AddScoped<OpenQuestions>();
        services.AddScoped<SourceImports>();
        // Where nobody reads documents, no file is one.
        services.TryAddSingleton<ReadSubscriptionFile>((_, _) => Task.FromResult<SubscriptionFile?>(null));
        services.AddScoped<LeftSources>();
        services.AddScoped<AddedSourceMoves>();
        services.AddScoped<AddedSourceShelf>();
        return services;
    }
}
